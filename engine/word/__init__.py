"""An advice as a Word document, in the neutral template of this package or in one of the user's own.

Needs the optional extra ``word`` (docxtpl, which brings python-docx and lxml).
"""
