"""CH003: no champion stands close to an economic buyer."""

from collections.abc import Iterator
from itertools import pairwise

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.findings.words import dashed
from committee.graph.chains import chain_to, cheapest
from committee.plurals import counted


def _check(ctx: Context) -> Iterator[Finding]:
    champions, buyers = ctx.committee.champions, ctx.buyers
    if not champions or not buyers:
        return
    written = ctx.arcs.written
    ties, before = cheapest(
        ctx.arcs.graph, champions, lambda speaker, listener, _: 1 if (speaker, listener) in written else None
    )
    nearest = min((buyer for buyer in buyers if buyer in ties), key=lambda b: (ties[b], b), default="")
    limit = ctx.limits["buyer_ties"]
    if nearest and ties[nearest] <= limit:
        return
    chain = chain_to(nearest, before) if nearest else ()
    buyer = nearest or ctx.weightiest(ctx.willing(buyers) or buyers)
    champion = chain[0] if chain else ctx.weightiest(ctx.willing(champions, [buyer]) or champions)
    yield RULE.finding(
        ACCOUNT,
        people=[*champions, *chain, *buyers],
        ties=pairwise(chain),
        measures=[Measure("ties from champion to economic buyer", ties.get(nearest), limit)],
        explanation=_explanation(ctx, champion, buyer, chain),
        deed=_deed(ctx, champion, buyer, chain),
    )


def _deed(ctx: Context, champion: str, buyer: str, chain: tuple[str, ...]) -> Deed:
    name = ctx.name(buyer)
    if not ctx.willing([buyer]):
        return ctx.advice.decision(buyer)
    if not chain and not ctx.willing([champion], [buyer]):
        return ctx.advice.deed(buyer, f"meets {name}", _gain(chain))
    if ctx.advice.on_plan(buyer):
        return ctx.advice.deed(buyer, f"meets {name} and brings {ctx.name(champion)} along", _gain(chain))
    asks = f"asks {ctx.name(champion)} for a meeting of the three with {name}"
    return ctx.team.deed(champion, asks, _gain(chain))


def _explanation(ctx: Context, champion: str, buyer: str, chain: tuple[str, ...]) -> str:
    if chain:
        distance = counted(len(chain) - 1, "tie")
        return (
            f"The champion nearest to the money, {ctx.name(champion)}, is {distance} away from "
            f"{ctx.name(buyer)}, the economic buyer ({dashed(ctx.name(one) for one in chain)})."
        )
    champions = ctx.names(ctx.committee.champions, last="or")
    return f"No written tie leads from {champions} to {ctx.names(ctx.buyers, last='or')}, the economic buyer."


def _gain(chain: tuple[str, ...]) -> str:
    return f"it cuts {counted(len(chain) - 1, 'tie')} to one" if chain else "then our case reaches the money"


RULE = Rule(
    code="CH003",
    name="champion-far-from-buyer",
    severity=Severity.HIGH,
    checks=(
        "Whether some champion is within two written ties of strength 2 or more of the nearest economic buyer "
        "(threshold buyer_ties). Reporting lines alone do not count."
    ),
    why=(
        "What passes through several people arrives weaker, later and changed. At two ties the champion can "
        "still answer."
    ),
    example=(
        "Tom Lee, our champion, is heard by his team lead, she by the director, the director by the CFO: three ties."
    ),
    todo="Ask the champion for one meeting with the buyer, or develop a champion nearer to the money.",
    check=_check,
)
