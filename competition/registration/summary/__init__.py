"""汇总表: many registrations at once, from a workbook, a CSV or pasted rows; nothing is written before it is confirmed."""
