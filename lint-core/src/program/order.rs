//! In which order bodies are judged.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::FnId;

/// The bodies whose callees are all settled, so that few are judged twice; of call cycles those that wait for nobody
/// outside.
pub(super) fn next_in_line(dirty: &BTreeSet<FnId>, callees: &BTreeMap<FnId, BTreeSet<FnId>>) -> Vec<FnId> {
    let all: Vec<FnId> = dirty.iter().copied().collect();
    let position = |id: &FnId| all.binary_search(id).ok();
    let waits_for: Vec<Vec<usize>> =
        all.iter().map(|id| callees.get(id).into_iter().flatten().filter_map(position).collect()).collect();
    let component = components(&waits_for);
    let mut waits = vec![false; all.len()];
    for (at, others) in waits_for.iter().enumerate() {
        waits[component[at]] |= others.iter().any(|it| component[*it] != component[at]);
    }
    (0..all.len()).filter(|at| !waits[component[*at]]).map(|at| all[at]).collect()
}

/// The strongly connected component of each node, by number (Tarjan, "Depth-first search and linear graph
/// algorithms", 1972, without recursion).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let n = edges.len();
    let (mut order, mut low, mut component) = (vec![NEW; n], vec![0; n], vec![NEW; n]);
    let (mut n_seen, mut n_done) = (0, 0);
    let mut open: Vec<usize> = vec![];
    for root in 0..n {
        let mut way: Vec<(usize, usize)> = vec![];
        if order[root] == NEW {
            way.push((root, 0));
        }
        while let Some((node, next)) = way.last_mut() {
            let node = *node;
            if *next == 0 {
                (order[node], low[node]) = (n_seen, n_seen);
                n_seen += 1;
                open.push(node);
            }
            let Some(to) = edges[node].get(*next).copied() else {
                way.pop();
                if let Some((above, _)) = way.last() {
                    low[*above] = low[*above].min(low[node]);
                }
                if low[node] == order[node] {
                    let members = open.iter().rposition(|it| *it == node).unwrap_or_default();
                    open.drain(members..).for_each(|it| component[it] = n_done);
                    n_done += 1;
                }
                continue;
            };
            *next += 1;
            if order[to] == NEW {
                way.push((to, 0));
            } else if component[to] == NEW {
                low[node] = low[node].min(order[to]);
            }
        }
    }
    component
}
