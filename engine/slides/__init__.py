"""An advice as the slides of a council evening: one slide a segment, and around them what such an evening needs.

Needs the optional extra ``slides`` (python-pptx, which brings lxml and Pillow).
"""
