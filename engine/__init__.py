"""The reasoning, as small packages along the way of the data.

profile -> market -> facts -> inference -> decision -> advice -> rendering; a package knows only what
stands before it. Text for readers lives in ``templates/``, rules in ``rules/``, sources in ``knowledge/``.
"""
