"""The steps that a question's `then:` line may name."""

from __future__ import annotations

from collections.abc import Mapping

from qjgraph.analyse import (
    attendance,
    networks,
    posts,
    projects,
    ranks,
    relocation,
    sides,
    studied,
    support,
)
from qjgraph.analyse.rows import Step

_STEPS: tuple[Step, ...] = (
    attendance.meeting_attendance,
    networks.beyond_office,
    networks.co_attendance,
    posts.holders,
    posts.post_timeline,
    projects.conflicting_amounts,
    projects.investment_by_township,
    projects.overdue_milestones,
    projects.slipped_promises,
    ranks.list_position,
    relocation.relocated_households,
    sides.party_or_government,
    studied.studied_documents,
    support.fact_support,
)
STEPS: Mapping[str, Step] = {step.__name__: step for step in _STEPS}
