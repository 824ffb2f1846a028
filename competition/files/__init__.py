"""Files in and out: SCHEME.json, MARKS.csv, spreadsheets. Knows scoring, and neither pages nor tables of the database."""
