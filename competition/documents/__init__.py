"""Kit: papers and sheets: page layout, fonts, PDF, DOCX, XLSX. Values in, bytes out: it knows no people and no events."""
