"""What an office's machine needs around the program: set-up, front end, catalogues, system packages, benches."""
