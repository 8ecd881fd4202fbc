"""Every input that the sources imply has a place in the models, or a stated reason why it has none.

``inputs.txt`` is a copy of the names in the inventory of the project's sources, which is not in the repository.
"""

import typing
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from stuurwijzer.engine.profile.region import RegionProfile, SegmentProfile
from stuurwijzer.engine.profile.shared_rooms import WISHES

SEGMENT_INPUTS = {
    "law": "law",
    "segment_name": "name",
    "subsegments": "scope.subsegments",
    "target_group": "care.target_group",
    "target_population_delimited": "care.population_delimited",
    "segment_definition_clear": "scope.definition_clear",
    "setting": "care.setting",
    "clients": "use.clients",
    "spend": "use.spend",
    "provider_count": "market.providers",
    "top3_share": "market.top3_share",
    "top10_share": "market.top10_share",
    "client_share": "use.client_share",
    "cost_share": "use.cost_share",
    "complexity": "care.complexity",
    "predictability": "care.predictability",
    "care_duration": "care.duration",
    "specialism_level": "care.specialism",
    "supra_regional_level": "scope.level",
    "procurement_scale": "scope.procurement_scale",
    "scope_status": "scope.status",
    "availability_24h": "care.availability_24h",
    "waiting_lists": "market.waiting_lists",
    "capacity_adequacy": "market.capacity",
    "missing_supply": "market.missing_supply",
    "supply_coverage": "market.coverage",
    "supply_diversity_needed": "market.diversity_needed",
    "local_exclusive_providers": "market.local_exclusive_providers",
    "identity_bound_care": "market.identity_bound",
    "provider_overlap": "market.overlap_of_providers",
    "single_service_share": "use.single_service_share",
    "volume_trend": "use.trend",
    "growth_intent": "use.growth_intent",
    "desired_outcomes": "outcomes.desired",
    "result_definability": "care.results_definable",
    "evidence_based_available": "care.evidence_based",
    "national_standards": "care.national_standards",
    "additional_quality_required": "care.additional_quality",
    "fixed_market_price": "care.fixed_market_price",
    "product_list_mature": "care.product_list_proven",
    "product_count": "care.product_count",
    "group_possible": "care.group_possible",
    "referral_channels": "access.referrers",
    "adjacent_segments": "scope.adjacent_segments",
    "scaling_flexibility_needed": "care.scaling_needed",
    "labour_capacity": "care.labour_capacity",
    "contract_value": "use.contract_value",
    "market_feedback": "market.feedback",
    "historical_data_available": "use.historical_data",
    "provider_types": "market.provider_types",
    "market_operation": "market.working_market",
    "provider_financial_vulnerability": "market.financial_vulnerability",
    "transition_clients": "use.transition_clients",
    "pilots_planned": "pilots.planned",
    "funding_undecided": "pilots.funding_undecided",
    "other_segments_funding": "scope.other_segments_funding",
}
REGION_INPUTS = {
    "region": "name",
    "municipalities": "place.municipalities",
    "population": "place.population",
    "population_trend": "place.population_trend",
    "urbanity": "place.urbanity",
    "principles": "goals.principles",
    "goals_priority": "goals.purchase_goals",
    "access_organisation": "access.organisation",
    "access_area_layout": "access.areas",
    "access_decision_mode": "access.decision_form",
    "access_can_steer": "access.can_steer_volume",
    "access_capacity": "access.expertise",
    "access_workprocess_harmonised": "access.handover_uniform",
    "access_change_planned": "access.may_change",
    "provider_role_in_access": "access.provider_role",
    "social_base_strength": "access.social_base",
    "current_form": "present.form",
    "current_funding": "present.funding",
    "current_contract_end": "present.contract_end",
    "entry_threshold": "present.entry_threshold",
    "evaluation_findings": "evaluation.findings",
    "supplier_management_scale": "supplier_management.organisation",
    "supplier_management_capacity": "supplier_management.capacity",
    "monitoring_capability": "supplier_management.monitoring",
    "data_maturity": "supplier_management.data_maturity",
    "data_scope": "planning.data_scope",
    "political_support_open_house": "board.open_house",
    "budget_pressure": "finance.budget_pressure",
    "open_end_tolerance": "finance.open_end_tolerance",
    "staffing_capacity": "planning.staffing",
    "start_date": "planning.start",
    "base_cost": "business_case.acts.base",
    "out_of_scope_cost": "business_case.acts.out_of_scope",
    "other_measures_savings": "business_case.acts.other_measures",
    "savings_pct": "finance.expected_saving",
}
NO_FIELD = {
    "legal_state": "follows from as_of: legal facts are dated in knowledge/law and are no matter for a region to state",
}
WISH_INPUTS = {f"wish_{wish}" for wish in WISHES}

NAMES = (Path(__file__).parent / "inputs.txt").read_text(encoding="utf-8").split()


def field_at(model: Any, path: str) -> FieldInfo:
    """The field at a path of rooms; fails when there is none."""
    name, _, rest = path.partition(".")
    field: FieldInfo = model_in(model).model_fields[name]
    return field_at(field.annotation, rest) if rest else field


def model_in(annotation: Any) -> Any:
    """The model itself, or the one that a list or an optional room holds."""
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        annotation = next(held for held in typing.get_args(annotation) if held not in (type(None), Ellipsis, FieldInfo))
    return annotation


def test_the_list_is_complete() -> None:
    assert len(NAMES) == len(set(NAMES)) == 106


@pytest.mark.parametrize("name", NAMES)
def test_an_input_has_a_field_or_a_reason(name: str) -> None:
    if name in NO_FIELD:
        assert "as_of" in RegionProfile.model_fields
    elif name in WISH_INPUTS:
        assert field_at(RegionProfile, "wishes.held").annotation is not None
    else:
        model, places = (SegmentProfile, SEGMENT_INPUTS) if name in SEGMENT_INPUTS else (RegionProfile, REGION_INPUTS)
        assert field_at(model, places[name]).annotation is not None


def test_nothing_is_mapped_that_is_no_input_and_no_field_serves_two() -> None:
    mapped = [*SEGMENT_INPUTS, *REGION_INPUTS, *NO_FIELD, *WISH_INPUTS]
    assert sorted(mapped) == sorted(NAMES)
    assert len(set(SEGMENT_INPUTS.values())) == len(SEGMENT_INPUTS)
    assert len(set(REGION_INPUTS.values())) == len(REGION_INPUTS)
