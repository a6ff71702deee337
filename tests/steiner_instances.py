"""Random Steiner instances of the kinds that solvers are compared on; each is arcs, root and terminals."""

from random import Random

Instance = tuple[list[tuple[int, int, int]], int, list[int]]


def both_ways(edges: dict[tuple[int, int], int]) -> list[tuple[int, int, int]]:
    return [arc for (u, v), cost in sorted(edges.items()) for arc in ((u, v, cost), (v, u, cost))]


def small(rng: Random) -> Instance:
    """Anything that can go wrong: parallel arcs, loops, zero costs, several optima, terminals out of reach."""
    nodes, most = rng.randint(2, 10), rng.choice([1, 2, 5, 1000])
    arcs = [(rng.randrange(nodes), rng.randrange(nodes), rng.randint(0, most)) for _ in range(rng.randint(1, 40))]
    return arcs, rng.randrange(nodes), [rng.randrange(nodes) for _ in range(rng.randint(0, 5))]


def sparse(rng: Random, nodes: int, edges: int, terminals: int, most: int = 10) -> Instance:
    """A connected random graph, both directions alike."""
    found: dict[tuple[int, int], int] = {}
    order = rng.sample(range(nodes), nodes)
    for place in range(1, nodes):
        u, v = order[rng.randrange(place)], order[place]
        found[min(u, v), max(u, v)] = rng.randint(1, most)
    while len(found) < edges:
        u, v = sorted(rng.sample(range(nodes), 2))
        found.setdefault((u, v), rng.randint(1, most))
    root, *goals = rng.sample(range(nodes), terminals)
    return both_ways(found), root, goals


def grid(rng: Random, width: int, height: int, terminals: int, most: int = 100) -> Instance:
    """A rectilinear grid; `most` 1 gives unit lengths and many optima."""
    edges: dict[tuple[int, int], int] = {}
    for x in range(width):
        for y in range(height):
            here = x * height + y
            if x + 1 < width:
                edges[here, here + height] = rng.randint(1, most)
            if y + 1 < height:
                edges[here, here + 1] = rng.randint(1, most)
    root, *goals = rng.sample(range(width * height), terminals)
    return both_ways(edges), root, goals


def complete(rng: Random, nodes: int, terminals: int) -> Instance:
    """Points in the plane, every pair joined."""
    points = [(rng.randrange(1000), rng.randrange(1000)) for _ in range(nodes)]
    edges = {
        (u, v): int(((points[u][0] - points[v][0]) ** 2 + (points[u][1] - points[v][1]) ** 2) ** 0.5) + 1
        for v in range(nodes)
        for u in range(v)
    }
    root, *goals = rng.sample(range(nodes), terminals)
    return both_ways(edges), root, goals


def directed(rng: Random, nodes: int, arcs: int, terminals: int, most: int = 1000) -> Instance:
    """One-way arcs at random over a tree that makes every terminal reachable."""
    found: dict[tuple[int, int], int] = {}
    order = rng.sample(range(nodes), nodes)
    for place in range(1, nodes):
        found[order[rng.randrange(place)], order[place]] = rng.randint(1, most)
    while len(found) < arcs:
        tail, head = rng.sample(range(nodes), 2)
        found.setdefault((tail, head), rng.randint(0, most))
    return [(u, v, c) for (u, v), c in sorted(found.items())], order[0], rng.sample(order[1:], terminals)


def hypercube(dimension: int) -> Instance:
    """All corners of a cube, every other one a terminal; few solvers like it."""
    edges = {(u, u ^ 1 << b): 1 for u in range(1 << dimension) for b in range(dimension) if not u >> b & 1}
    root, *goals = [u for u in range(1 << dimension) if u.bit_count() % 2 == 0]
    return both_ways(edges), root, goals


def incidence(rng: Random, nodes: int, edges: int, terminals: int) -> Instance:
    """A random graph whose edges cost more the more terminals they touch, so that bounds are weak."""
    arcs, root, goals = sparse(rng, nodes, edges, terminals)
    marked = {root, *goals}
    costs: dict[tuple[int, int], int] = {}
    for u, v, _ in arcs:
        if u < v:
            costs[u, v] = max(1, round(rng.gauss(100 * (1 + (u in marked) + (v in marked)), 5)))
    return both_ways(costs), root, goals
