//! The parts of a graph that no small cut divides.

/// People between two labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub ends: (usize, usize),
    pub weight: u32,
}

/// Which edges lie inside a part that no cut of weight 1 to `smallest` − 1 divides. These parts are unique, and taking away one small cut after the
/// other finds them: a part that no small cut divides is never divided by taking away a small cut of something larger.
pub(super) fn kept(vertices: usize, edges: &[Edge], smallest: u32) -> Vec<bool> {
    let mut kept: Vec<bool> = edges.iter().map(|edge| edge.weight > 0).collect();
    let mut open = vec![(0..vertices).collect::<Vec<_>>()];
    while let Some(among) = open.pop() {
        peel(&among, vertices, edges, &mut kept, smallest);
        for part in parts(&among, vertices, edges, &kept) {
            if let Some(side) = small_cut(&part, vertices, edges, &kept, smallest) {
                let mut on_side = vec![false; vertices];
                for v in &side {
                    on_side[*v] = true;
                }
                for (edge, kept) in edges.iter().zip(&mut kept) {
                    *kept &= on_side[edge.ends.0] == on_side[edge.ends.1];
                }
                let other = part.iter().copied().filter(|v| !on_side[*v]).collect();
                open.extend([side, other]);
            }
        }
    }
    kept
}

/// Takes away the edges of labels with too few people, and again, until none has: the cheapest of the small cuts.
fn peel(among: &[usize], vertices: usize, edges: &[Edge], kept: &mut [bool], smallest: u32) {
    let mut inside = vec![false; vertices];
    for v in among {
        inside[*v] = true;
    }
    loop {
        let mut degree = vec![0; vertices];
        for (edge, _) in edges.iter().zip(&*kept).filter(|(_, kept)| **kept) {
            degree[edge.ends.0] += edge.weight;
            degree[edge.ends.1] += edge.weight;
        }
        let is_thin = |v: usize| inside[v] && degree[v] < smallest;
        let mut changed = false;
        for (edge, kept) in edges.iter().zip(&mut *kept) {
            let goes = *kept && (is_thin(edge.ends.0) || is_thin(edge.ends.1));
            *kept &= !goes;
            changed |= goes;
        }
        if !changed {
            return;
        }
    }
}

/// The connected parts, those of one vertex left out.
fn parts(among: &[usize], vertices: usize, edges: &[Edge], kept: &[bool]) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..vertices).collect();
    for (edge, _) in edges.iter().zip(kept).filter(|(_, kept)| **kept) {
        let (a, b) = (find(&mut leader, edge.ends.0), find(&mut leader, edge.ends.1));
        leader[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); vertices];
    for v in among {
        parts[find(&mut leader, *v)].push(*v);
    }
    parts.retain(|part| part.len() > 1);
    parts
}

fn find(leader: &mut [usize], vertex: usize) -> usize {
    let mut at = vertex;
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

/// One side of a cut below `smallest`, if there is one. Vertices are added in the order of maximal adjacency: the last one, cut from all others, is a
/// smallest cut between it and the one before (Stoer and Wagner, 1997), and the same holds of every two neighbours in that order among those up to
/// them (Nagamochi and Ibaraki, 1992), so that all whose tie is strong enough become one, and the next round has fewer.
fn small_cut(part: &[usize], vertices: usize, edges: &[Edge], kept: &[bool], smallest: u32) -> Option<Vec<usize>> {
    let mut place = vec![usize::MAX; vertices];
    part.iter().enumerate().for_each(|(i, v)| place[*v] = i);
    let mut size = part.len();
    let mut weights = vec![vec![0_u32; size]; size];
    for (edge, _) in edges.iter().zip(kept).filter(|(edge, kept)| **kept && place[edge.ends.0] != usize::MAX) {
        let (a, b) = (place[edge.ends.0], place[edge.ends.1]);
        weights[a][b] += edge.weight;
        weights[b][a] += edge.weight;
    }
    let mut merged: Vec<Vec<usize>> = part.iter().map(|v| vec![*v]).collect();
    while size > 1 {
        let (order, ties) = adjacency_order(&weights);
        if ties[size - 1] < smallest {
            return Some(merged.swap_remove(order[size - 1]));
        }
        // runs of neighbours with strong ties become one vertex each
        let mut new_place = vec![0; size];
        let mut groups = 0;
        for i in 0..size {
            groups += usize::from(i == 0 || ties[i] < smallest);
            new_place[order[i]] = groups - 1;
        }
        let mut next = vec![vec![0; groups]; groups];
        let mut joined = vec![Vec::new(); groups];
        for i in 0..size {
            joined[new_place[i]].append(&mut merged[i]);
            for j in 0..size {
                if new_place[i] != new_place[j] {
                    next[new_place[i]][new_place[j]] += weights[i][j];
                }
            }
        }
        (weights, merged, size) = (next, joined, groups);
    }
    None
}

/// The vertices, each the one most tied to those before it, and how much.
fn adjacency_order(weights: &[Vec<u32>]) -> (Vec<usize>, Vec<u32>) {
    let size = weights.len();
    let (mut order, mut ties) = (Vec::with_capacity(size), Vec::with_capacity(size));
    let mut tie = vec![0_u32; size];
    let mut is_in = vec![false; size];
    for _ in 0..size {
        // the lowest of those that are tied alike, so that the same graph gives the same answer
        let mut best = usize::MAX;
        for v in (0..size).filter(|v| !is_in[*v]) {
            if best == usize::MAX || tie[v] > tie[best] {
                best = v;
            }
        }
        is_in[best] = true;
        order.push(best);
        ties.push(tie[best]);
        for v in 0..size {
            tie[v] += weights[best][v];
        }
    }
    (order, ties)
}
