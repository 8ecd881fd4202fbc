"""Papers and advice as PDF: the HTML of the screen laid out on pages, tagged for PDF/UA-1, archivable as PDF/A-3.

Needs the optional extra ``pdf`` (WeasyPrint) and Pango on the machine. It reads documents of elements and nothing else.
"""
