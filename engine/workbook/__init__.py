"""An advice as an Excel workbook: the mix, the claims, the figures, and the two calculations with live formulas.

Needs the optional extra ``excel`` (XlsxWriter). It reads the advice and nothing else.
"""
