"""What a concept of each kind consists of: strict, frozen, read from one YAML file each.

`KINDS` maps a folder of the library to the kind of concept that its files hold.
"""

from filiform.knowledge.model.aftercare import (
    AftercareAdvice,
    AftercareRedFlag,
    Jurisdiction,
    SorenessCourse,
)
from filiform.knowledge.model.anatomy import Area, Hazard, Muscle, Region
from filiform.knowledge.model.assessment import Movement, TriggerPointCriterion, TriggerPointRule
from filiform.knowledge.model.billing import BillingRule
from filiform.knowledge.model.care import (
    ManualTechnique,
    NeedlingDose,
    ReturnCriterion,
    SameDayStep,
    Stretch,
)
from filiform.knowledge.model.concept import Concept, Source, Statement
from filiform.knowledge.model.events import AdverseEvent, Frequency, SeverityDefinition
from filiform.knowledge.model.evidence import EvidenceArms, EvidenceResult
from filiform.knowledge.model.examination import EndFeel, ExaminationTest, NerveTest, StrengthGrade
from filiform.knowledge.model.law import PracticeLaw, PracticeRule
from filiform.knowledge.model.mechanism import (
    Claim,
    Parameter,
    PublishedFinding,
    Scenario,
    ShownQuantity,
)
from filiform.knowledge.model.needling import (
    AsepsisPractice,
    ConsentElement,
    EmergencyProcedure,
    NeedlingRule,
    Privilege,
    Technique,
)
from filiform.knowledge.model.norms import Norm
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.planning import Exercise, Indication, LoadingProtocol, PlanRule
from filiform.knowledge.model.ranking import RankingCaution, RankingNumber, RedFlagPrompt
from filiform.knowledge.model.screening import Finding, RegionRule, ScreeningStatement
from filiform.knowledge.model.terminology import CodeSet

KINDS: dict[str, type[Concept]] = {
    "sources": Source,
    "anatomy/areas": Area,
    "anatomy/regions": Region,
    "anatomy/hazards": Hazard,
    "anatomy/muscles": Muscle,
    "screening/findings": Finding,
    "screening/contraindications": ScreeningStatement,
    "screening/precautions": ScreeningStatement,
    "screening/red_flags": ScreeningStatement,
    "screening/region_rules": RegionRule,
    "assessment/movements": Movement,
    "assessment/end_feels": EndFeel,
    "assessment/strength_grades": StrengthGrade,
    "assessment/tests": ExaminationTest,
    "assessment/nerves": NerveTest,
    "assessment/criteria": TriggerPointCriterion,
    "assessment/norms": Norm,
    "assessment/rules": TriggerPointRule,
    "assessment/ranking": RankingNumber,
    "assessment/cautions": RankingCaution,
    "assessment/prompts": RedFlagPrompt,
    "planning/indications": Indication,
    "planning/protocols": LoadingProtocol,
    "planning/exercises": Exercise,
    "planning/stretches": Stretch,
    "planning/manual_techniques": ManualTechnique,
    "planning/needling_doses": NeedlingDose,
    "planning/same_day": SameDayStep,
    "planning/return_to_sport": ReturnCriterion,
    "planning/rules": PlanRule,
    "needling/rules": NeedlingRule,
    "needling/techniques": Technique,
    "needling/consent": ConsentElement,
    "needling/privileges": Privilege,
    "needling/asepsis": AsepsisPractice,
    "needling/emergencies": EmergencyProcedure,
    "needling/laws": PracticeLaw,
    "needling/practice_rules": PracticeRule,
    "needling/billing": BillingRule,
    "aftercare/advice": AftercareAdvice,
    "aftercare/red_flags": AftercareRedFlag,
    "aftercare/courses": SorenessCourse,
    "aftercare/jurisdictions": Jurisdiction,
    "aftercare/adverse_events": AdverseEvent,
    "aftercare/severities": SeverityDefinition,
    "aftercare/frequencies": Frequency,
    "outcomes/instruments": Instrument,
    "evidence/results": EvidenceResult,
    "evidence/arms": EvidenceArms,
    "mechanism/parameters": Parameter,
    "mechanism/scenarios": Scenario,
    "mechanism/claims": Claim,
    "mechanism/findings": PublishedFinding,
    "mechanism/quantities": ShownQuantity,
    "terminology": CodeSet,
}

__all__ = ["KINDS", "Concept", "Source", "Statement"]
