"""Official papers (公文) as Word and PDF whose every printed number can be checked later.

A `Paper` is text with `Number`s in it; each number carries the tag of its issue and
position. `write_docx` and `write_pdf` lay it out by GB/T 9704-2012, `read_docx` reads a
Word file back however it was edited since, and `compare` tells apart what was typed over,
removed, added or moved. Nothing here knows the rest of the program.
"""
