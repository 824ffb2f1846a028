"""A small CIS workbook, laid out by hand as the real ones are, and workbooks of any grid of cells."""

import io
from typing import Any

import xlsxwriter

Grid = list[list[Any]]
HEADER = (
    "Sub\nCriterion\nID", "Sub Criterion\nName or Description", "Day of Marking", "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description", "Judg Score", "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
    "Requirement\n(Measurement Only)", "WSOS Section", "Calculation Row \n(Export only)", "Max\nMark",
)  # fmt: skip
SHEET = "CIS Marking Scheme Import"
NUMBER, TEXT = "#x~x#", "#x~x#"
CALCULATIONS: Grid = [
    ["Measurement", "PASS_FAIL", True, ""],
    ["Number Completed 4", "NUMBER_COMPLETED", True, "NUM_POSSIBLE:::4.00000000#x~x#"],
    ["", "CHOICE", False, "DEDUCTION_TYPE:::#x~x#PERCENT#-#CHOICE2_LABEL:::#x~x#partly#-#CHOICE2_DEDUCTION:::33.30000000#x~x#"
     "#-#CHOICE1_LABEL:::#x~x#all#-#CHOICE1_DEDUCTION:::0E-8#x~x##-#CHOICE3_LABEL:::#x~x#none#-#CHOICE3_DEDUCTION:::100#x~x#"],
    ["", "RANGED_SCORE", False, "TARGET_VALUE:::10.00000000#x~x##-#DEDUCTION_TYPE:::#x~x#UNIT#-#RANGE1_LOWER:::0.50000000#x~x#"
     "#-#RANGE1_UPPER:::0.50000000#x~x##-#RANGE1_DEDUCTION:::0.50000000#x~x##-#RANGE2_LOWER:::0.1#x~x##-#RANGE2_UPPER:::0.2#x~x#"
     "#-#RANGE2_DEDUCTION:::0E-8#x~x##-#RANGE3_LOWER:::#x~x##-#RANGE3_UPPER:::#x~x##-#RANGE3_DEDUCTION:::#x~x#"],
    ["Deduct .25", "REGULAR_DIFFERENCE_DEDUCTION", True, "DEDUCTION_TYPE:::#x~x#UNIT#-#TARGET_VALUE:::0E-8#x~x#"
     "#-#DIFFERENCE:::1.00000000#x~x##-#DIFFERENCE_TYPE:::#x~x#UNIT#-#DEDUCTION:::0.25000000#x~x#"],
    ["New", "TIME_POINTS", False, "SECONDS:::60#x~x#"],
]  # fmt: skip


def row(**cells: Any) -> list[Any]:
    """`row(A=…, K=…)`: a row by its columns' letters."""
    return [cells.get(letter, "") for letter in "ABCDEFGHIJKLMN"]


def judged(title: str, most: Any, section: Any = 1) -> Grid:
    scores = [row(F=score, G=f"{title}: level {score}") for score in range(4)]
    return [row(D="J", E=title, I=section, K=most), *scores, row()]


def header(letter: str, total: Any = 0) -> list[Any]:
    return [*HEADER, f"Criterion {letter}", "Total\nMark", total]


def cis_grid() -> Grid:
    """Two criteria, three sub-criteria, ten aspects, 100 marks; row n of the list is row n + 1 of the sheet."""
    return [
        row(A="17 Web Technologies"), row(), row(A="WorldSkills Occupational Standards"),
        row(A="Section", B="WSOS Marks", I="WSOS Marks", J="Aspect Marks", K="Variation"),
        row(A=1, B="Organization", I=40, J=40, K=0), row(A=2, B="Making", I=60, J=60, K=0),
        row(I="Total Variation", K=0), row(), row(), row(A="Criteria"), row(A="ID", B="Name", K="Mark"),
        row(A="A", B="Design", K=40), row(A="B", B="Building", K=60), row(A="C"), row(),
        header("A", 40), row(A="A1", B="Layout", C=1), *judged("Look", 20), row(D="M", E="Logo shown", G="top left", I=1, K=10),
        row(G="at every width"), row(E="A heading that groups"),
        row(A="A2", B="Code", C="C2"), row(D="M", E="Valid", H="no errors", I="1", J=1, K=10.0), row(),
        header("B", 60), row(A="B1", B="Functions", C="Any"), row(D="M", E="Functions", I=2, J=2, K=40),
        row(D="M", E="State", I=2, J=3, K="0,75"), row(D="M", E="Size", I=2, J=4, K="1.5"), row(D="M", E="Errors", I=2, J=5, K=2),
        row(D="M", E="Speed", I=2, J=6, K=10), row(D="m", E="Rest", I=2, K=0.1 + 0.2), row(D="M", E="Last", I=2, K=5.45), row(),
        header("C"), row(), row(L="Competition", M="Total\nMark", N=100),
    ]  # fmt: skip


def book(sheets: dict[str, Grid]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "nan_inf_to_errors": True}) as made:
        for name, grid in sheets.items():
            sheet = made.add_worksheet(name)
            for number, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write(number, column, cell)
    return file.getvalue()


def cis_book(grid: Grid | None = None) -> bytes:
    return book({SHEET: cis_grid() if grid is None else grid, "Calculations": CALCULATIONS})
