"""A region as a YAML file, from plain data that was read: every value as it was, and no remarks."""

from typing import Any

import yaml

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Values that say something together stand on one line; rooms and lists of rooms stand below each other."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def region_yaml(data: dict[str, Any]) -> str:
    """The text of the region file. The reader of region files takes plain text, whole numbers, true and false."""
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None, indent=2
    )
