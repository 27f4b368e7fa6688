"""Reading: a record from and to a workbook or a folder, and the workbook that planners fill in."""
