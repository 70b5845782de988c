"""Gates a run, keeps the decision with its inputs, explains it again, tries other policies on kept runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from holdfast.config.gate import Policy
from holdfast.flows.records import DecisionRecord, Kept
from holdfast.gate.comparing import Comparison, compare
from holdfast.gate.deciding import decide
from holdfast.gate.explaining import Explanation, explain
from holdfast.kit.clock import Clock
from holdfast.model.decision import Decision
from holdfast.model.scan import Run
from holdfast.model.waiver import Waiver


class Archive(Protocol):
    """Keeps runs and decisions; ``flows/records.py`` is the one that writes files."""

    def save_run(self, run: Run) -> str:
        """Keep a run and return its id."""
        ...

    def load_run(self, run_id: str) -> Run:
        """A run by its id."""
        ...

    def list_runs(self) -> tuple[Kept, ...]:
        """Every run that is kept, the newest first."""
        ...

    def save_decision(self, record: DecisionRecord) -> None:
        """Keep a decision."""
        ...

    def load_decision(self, decision_id: str = "") -> DecisionRecord:
        """A decision by its id; the last one when none is given."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a gate is to demand.

    Attributes:
        policy: The policy.
        waivers: The exceptions from it.
    """

    policy: Policy
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A decision explained from what was kept.

    Attributes:
        explanation: The decision with its reasons.
        is_same: Whether the inputs give the same decision today; if not, the rules of Holdfast have changed.
    """

    explanation: Explanation
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What another policy says of a run that was kept.

    Attributes:
        run_id: The run.
        started: When it started, UTC.
        run: The run itself.
        before: What the present policy says.
        after: What the other one says.
    """

    run_id: str
    started: datetime
    run: Run
    before: Decision
    after: Decision

    @property
    def comparison(self) -> Comparison:
        """What changes."""
        return compare(self.before, self.after)


class GateProject:
    """The gate of one project."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        """Take what keeps runs and decisions, and what tells the day."""
        self._archive = archive
        self._clock = clock

    def decide(self, run: Run, demands: Demands) -> Decision:
        """What is said of a run today; nothing is kept yet."""
        return decide(run, demands.policy, demands.waivers, self._clock.now().date())

    def keep(self, run: Run, demands: Demands, decision: Decision) -> None:
        """Keep a decision with everything that it was made of.

        Raises:
            StorageError: It cannot be written.
        """
        self._archive.save_decision(
            DecisionRecord(
                decided=self._clock.now(),
                run_id=self._archive.save_run(run),
                decision=decision,
                policy=demands.policy,
                waivers=demands.waivers,
            )
        )

    def explain(self, decision_id: str = "") -> Repeated:
        """Explain a decision that was kept, the last one when no id is given.

        Raises:
            UsageError: There is no such decision.
            StorageError: What was kept is damaged.
        """
        record = self._archive.load_decision(decision_id)
        run, decision = self._archive.load_run(record.run_id), record.decision
        again = decide(run, record.policy, record.waivers, decision.today)
        return Repeated(
            explanation=explain(decision, run, record.policy, record.waivers),
            is_same=again == decision,
        )

    def simulate(self, present: Demands, other: Demands, last: int) -> Sequence[Trial]:
        """What another policy would have said of the last runs, each on the day that it started.

        Raises:
            StorageError: A run that was kept is damaged.
        """
        return [self._try(kept, present, other) for kept in self._archive.list_runs()[:last]]

    def _try(self, kept: Kept, present: Demands, other: Demands) -> Trial:
        run = self._archive.load_run(kept.id)
        today = run.started.date()
        return Trial(
            run_id=kept.id,
            started=run.started,
            run=run,
            before=decide(run, present.policy, present.waivers, today),
            after=decide(run, other.policy, other.waivers, today),
        )
