"""What a record must be recognised by: codes of four systems, families of codes, and whole words."""

import pytest

from filiform.clinical.facts import Standing
from filiform.interop.fhir.elements import Coding, Concept
from filiform.interop.fhir.terminology import terminology_of
from filiform.interop.fhir.words import words_of
from filiform.knowledge.model.screening import Finding
from filiform.knowledge.model.terminology import CodeSet, ResourceKind
from tests.unit.interop.a_record import (
    ICD,
    RXNORM,
    SNOMED,
    a_prescription,
    concept,
    library,
    standings,
)


def recognised(
    kind: str, system: str = "", code: str = "", display: str = "", text: str = ""
) -> set[str]:
    """The findings that a concept means, by the last part of their name."""
    coding = (Coding(system or None, code, display or None),) if code else None
    found = terminology_of(library()).recognise(ResourceKind(kind), Concept(coding, text or None))
    return {one.finding.rsplit("/", 1)[-1] for one in found}


@pytest.mark.parametrize(
    ("kind", "system", "code", "display", "finding"),
    [
        ("medication", RXNORM, "11289", "warfarin", "anticoagulant"),
        ("medication", RXNORM, "855332", "Warfarin Sodium 5 MG Oral Tablet", "anticoagulant"),
        ("medication", RXNORM, "1364430", "apixaban", "anticoagulant"),
        ("medication", RXNORM, "1364445", "apixaban 5 MG Oral Tablet", "anticoagulant"),
        ("medication", RXNORM, "1114195", "rivaroxaban", "anticoagulant"),
        (
            "medication",
            RXNORM,
            "1037045",
            "dabigatran etexilate 150 MG Oral Capsule",
            "anticoagulant",
        ),
        ("medication", RXNORM, "1599538", "edoxaban", "anticoagulant"),
        ("medication", RXNORM, "5224", "heparin", "anticoagulant"),
        (
            "medication",
            RXNORM,
            "854228",
            "0.3 ML Enoxaparin sodium 100 MG/ML Prefilled Syringe",
            "anticoagulant",
        ),
        ("medication", RXNORM, "309362", "Clopidogrel 75 MG Oral Tablet", "antiplatelet"),
        ("medication", RXNORM, "1191", "aspirin", "antiplatelet"),
        ("medication", RXNORM, "6851", "methotrexate", "immunosuppressant-medicine"),
        ("medication", RXNORM, "8640", "prednisone", "systemic-steroids"),
        ("medication", RXNORM, "2555", "cisplatin", "chemotherapy"),
        ("condition", ICD, "D66", "", "haemophilia"),
        ("condition", ICD, "D68.01", "", "bleeding-disorder"),
        ("condition", ICD, "Z79.01", "", "anticoagulant"),
        ("condition", SNOMED, "72892002", "Normal pregnancy", "pregnancy"),
        ("condition", ICD, "O26.891", "", "pregnancy"),
        ("condition", SNOMED, "44054006", "Diabetes", "diabetes"),
        ("condition", ICD, "E11.9", "", "diabetes"),
        ("condition", ICD, "E11.42", "", "peripheral-neuropathy"),
        ("condition", SNOMED, "84757009", "Epilepsy", "epilepsy-or-seizures"),
        ("condition", ICD, "G40.909", "", "epilepsy-or-seizures"),
        ("condition", ICD, "D84.9", "", "immune-deficiency"),
        ("condition", SNOMED, "254837009", "Malignant neoplasm of breast (disorder)", "cancer"),
        ("condition", ICD, "C50.911", "", "cancer"),
        ("condition", ICD, "B20", "", "hiv"),
        ("condition", ICD, "B18.2", "", "hepatitis-b-or-c"),
        ("condition", SNOMED, "386661006", "Fever", "infection-or-fever"),
        ("condition", ICD, "I89.0", "", "lymphoedema"),
        (
            "procedure",
            SNOMED,
            "234262008",
            "Excision of axillary lymph node",
            "lymph-nodes-removed",
        ),
        ("procedure", SNOMED, "447365002", "Insertion of biventricular ICD", "pacemaker-or-icd"),
        ("device", SNOMED, "14106009", "Cardiac pacemaker, device", "pacemaker-or-icd"),
        ("condition", ICD, "Z98.82", "", "other-implant"),
        ("procedure", SNOMED, "52734007", "Total replacement of hip", "joint-replacement"),
        ("procedure", SNOMED, "52734007", "Total replacement of hip", "recent-surgery"),
        ("condition", SNOMED, "87433001", "Pulmonary emphysema", "lung-disease"),
        ("condition", ICD, "J44.9", "", "lung-disease"),
        ("condition", ICD, "J93.11", "", "past-pneumothorax"),
        ("condition", SNOMED, "64859006", "Osteoporosis", "osteoporosis"),
        ("condition", SNOMED, "26929004", "Alzheimer's disease", "dementia"),
        ("condition", ICD, "F20.0", "", "psychosis"),
        ("allergy", SNOMED, "300916003", "Latex allergy", "latex-allergy"),
        ("allergy", RXNORM, "1311629", "nickel", "metal-allergy"),
    ],
)
def test_a_code_is_recognised(
    kind: str, system: str, code: str, display: str, finding: str
) -> None:
    assert finding in recognised(kind, system, code, display)


@pytest.mark.parametrize(
    ("kind", "text", "finding"),
    [
        ("medication", "Coumadin 5 mg once daily", "anticoagulant"),
        ("medication", "Apixaban (Eliquis)", "anticoagulant"),
        ("condition", "Haemophilia A, severe", "haemophilia"),
        ("condition", "von Willebrand's disease", "bleeding-disorder"),
        ("condition", "Spontaneous pneumothorax", "past-pneumothorax"),
        ("condition", "Lymphedema of left arm", "lymphoedema"),
        ("condition", "History of breast cancer", "cancer"),
        ("procedure", "Left axillary lymph node dissection", "lymph-nodes-removed"),
        ("allergy", "Nickel", "metal-allergy"),
    ],
)
def test_an_unknown_code_is_recognised_by_the_words_of_its_name(
    kind: str, text: str, finding: str
) -> None:
    assert finding in recognised(kind, text=text)
    assert finding in recognised(kind, "urn:local", "X1", text)


@pytest.mark.parametrize(
    ("kind", "text", "finding"),
    [
        ("procedure", "Excision of maxillary torus palatinus", "lymph-nodes-removed"),
        ("condition", "Family history of breast cancer", "cancer"),
        ("condition", "Suspected lung cancer", "cancer"),
        ("condition", "At increased risk of osteoporosis", "osteoporosis"),
        ("condition", "Prediabetes", "diabetes"),
        ("condition", "Diabetes insipidus", "diabetes"),
        ("condition", "Hay fever", "infection-or-fever"),
        ("condition", "Rheumatic fever", "infection-or-fever"),
        ("condition", "Screening for HIV", "hiv"),
        ("procedure", "Hepatitis B surface antigen measurement", "hepatitis-b-or-c"),
        ("medication", "Heparin lock flush 10 UNT/ML", "anticoagulant"),
        ("medication", "Prednisolone 10 MG/ML Ophthalmic Suspension", "systemic-steroids"),
        ("medication", "Hydrocortisone 10 MG/ML Topical Cream", "systemic-steroids"),
        ("allergy", "No known latex allergy", "latex-allergy"),
        ("allergy", "Iodinated contrast", "antiseptic-or-plaster-allergy"),
        ("observation", "Never smoked tobacco", "smoker"),
        ("observation", "Former smoker", "smoker"),
        ("observation", "Not pregnant", "pregnancy"),
    ],
)
def test_words_that_only_look_alike_are_not_recognised(kind: str, text: str, finding: str) -> None:
    assert finding not in recognised(kind, text=text)


def test_an_allergy_to_warfarin_is_no_anticoagulant() -> None:
    assert "anticoagulant" not in recognised("allergy", RXNORM, "11289", "warfarin")


def test_words_do_not_speak_where_a_code_of_the_same_entry_is_known() -> None:
    assert recognised("condition", ICD, "D66", "Haemophilia, and diabetes in the family") == {
        "haemophilia"
    }


def test_a_medicine_whose_code_and_name_disagree_is_asked_about_and_both_are_shown() -> None:
    entry = a_prescription(concept(RXNORM, "3002", "Alendronate (Fosamax)"))
    assert set(standings(entry).values()) == {Standing.PAST}
    found = terminology_of(library()).recognise(
        ResourceKind.MEDICATION, Concept((Coding(RXNORM, "3002", "Alendronate (Fosamax)"),))
    )
    assert all("Alendronate" in one.display and "yclophosphamide" in one.display for one in found)


def test_a_name_without_a_telling_word_does_not_dispute_its_code() -> None:
    assert (
        standings(a_prescription(concept(RXNORM, "855332", "5 mg oral tablet")))["anticoagulant"]
        is Standing.CURRENT
    )


def test_systems_are_known_by_version_oid_and_protocol_too() -> None:
    assert recognised("condition", "http://snomed.info/sct/731000124108", "84757009") == {
        "epilepsy-or-seizures"
    }
    assert recognised("condition", "urn:oid:2.16.840.1.113883.6.90", "D66") == {"haemophilia"}
    assert recognised("condition", "http://hl7.org/fhir/sid/icd-10-cm|2026", "d66") == {
        "haemophilia"
    }


def test_every_code_says_where_it_was_seen_and_every_set_leads_to_a_finding_with_a_policy() -> None:
    for code_set in library().all(CodeSet):
        assert library().get(code_set.finding, Finding).record is not None, code_set.id
        assert all(
            entry.seen_in.strip() for entries in code_set.codes.values() for entry in entries
        ), code_set.id


def test_every_finding_that_a_record_can_hold_has_codes_or_words() -> None:
    known = {code_set.finding for code_set in library().all(CodeSet)}
    by_record = {finding.id for finding in library().all(Finding) if finding.record is not None}
    assert by_record - known <= {"screening/findings/recorded-as-dead"}


def test_words_are_parted_at_hyphens_and_lose_their_possessive() -> None:
    assert words_of("Alzheimer's disease (HIV-1)") == ("alzheimer", "disease", "hiv", "1")
