"""年度工作总结: text whose every number is a figure; written, issued, verified, and read back."""
