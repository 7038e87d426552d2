//! The engine: runs an analysis over a control-flow graph until nothing changes.
//!
//! The domain is a bounded set of states per block (disjuncts). The engine knows neither what a state is nor
//! when two may be merged: the [`Analysis`] says so. After the fixpoint [`visit`] replays every block once, and
//! only then does anybody look: nothing reports while iterating.

use std::collections::BTreeSet;

use crate::ir::{BlockId, Body};

pub trait Analysis {
    type State: Clone;

    /// The states on entry of the body.
    fn entry(&self) -> Vec<Self::State>;

    /// The states that leave `block` when `state` enters it, with the successor each goes to.
    /// Must be monotone: a state that says less leads to states that say less.
    /// False if there is nothing on the way that a replay would record.
    fn flow(&mut self, block: BlockId, state: Self::State, out: &mut Vec<(BlockId, Self::State)>) -> bool;

    /// Whether nobody will look at the outcome any more.
    fn is_given_up(&self) -> bool;

    /// How much work one flow of `state` is: the number of things that it says beyond what any state may say.
    fn weight(&self, state: &Self::State) -> usize;

    /// Adds `new` to the states of a block; returns the position of the state that is new or has changed.
    fn insert(
        &self,
        block: BlockId,
        join: bool,
        known: &mut Vec<Self::State>,
        new: Self::State,
    ) -> Option<usize>;
}

/// The states on entry of each block, and whether the work bound was hit.
#[derive(Debug)]
pub struct Solution<S> {
    pub states: Vec<Vec<S>>,
    /// For each state whether the replay has to look at it.
    tells: Vec<Vec<bool>>,
    pub exhausted: bool,
}

/// At most this many flows through blocks per body and block: past it the body counts as too complex to judge.
const MAX_FLOWS_PER_BLOCK: usize = 60;

/// At most so much work per body, in units of [`Analysis::weight`]: a body of thousands of connections, whose states
/// are as long as itself, would else take time and memory by the square of its length.
const MAX_EFFORT: usize = 30_000_000;

/// Work-list iteration in reverse post-order.
pub fn solve<A: Analysis>(analysis: &mut A, body: &Body) -> Solution<A::State> {
    let rank = ranks(body);
    let joins = join_blocks(body);
    let mut states: Vec<Vec<A::State>> = body.blocks.iter().map(|_| vec![]).collect();
    let mut tells: Vec<Vec<bool>> = body.blocks.iter().map(|_| vec![]).collect();
    // Positions, not states: what is merged before its block's turn comes flows once.
    let mut pending: Vec<BTreeSet<usize>> = body.blocks.iter().map(|_| BTreeSet::new()).collect();
    let mut work: BTreeSet<(usize, u32)> = BTreeSet::new();
    states[0] = analysis.entry();
    tells[0].resize(states[0].len(), true);
    pending[0].extend(0..states[0].len());
    work.insert((rank[0], 0));
    let mut budget = 500 + MAX_FLOWS_PER_BLOCK * body.blocks.len();
    let mut effort = 0;
    let mut out = Vec::new();
    while let Some((_, block)) = work.pop_first() {
        for position in std::mem::take(&mut pending[block as usize]) {
            let state = states[block as usize][position].clone();
            if budget == 0 || effort > MAX_EFFORT || analysis.is_given_up() {
                return Solution { states, tells, exhausted: true };
            }
            budget -= 1;
            tells[block as usize][position] = analysis.flow(BlockId(block), state, &mut out);
            for (next, state) in out.drain(..) {
                let at = next.0 as usize;
                // Where ways meet, a state is held against those that are there.
                let n_known = if joins[at] { states[at].len() } else { 0 };
                effort += analysis.weight(&state) * (1 + n_known);
                if let Some(changed) = analysis.insert(next, joins[at], &mut states[at], state) {
                    tells[at].resize(states[at].len(), true);
                    pending[at].insert(changed);
                    work.insert((rank[at], next.0));
                }
            }
        }
    }
    Solution { states, tells, exhausted: false }
}

/// Replays every block with every state that reaches it and has something to tell there.
pub fn visit<A: Analysis>(analysis: &mut A, body: &Body, solution: &Solution<A::State>) {
    let mut out = Vec::new();
    for block in reverse_post_order(body) {
        let at = block.0 as usize;
        let telling = solution.states[at].iter().zip(&solution.tells[at]).filter(|it| *it.1);
        for (state, _) in telling {
            analysis.flow(block, state.clone(), &mut out);
            out.clear();
        }
    }
}

/// Blocks that are reachable from the entry, each before its successors except along back edges.
pub fn reverse_post_order(body: &Body) -> Vec<BlockId> {
    let mut seen = vec![false; body.blocks.len()];
    let mut order = vec![];
    let mut stack = vec![(BlockId(0), body.block(BlockId(0)).end.successors(), 0)];
    seen[0] = true;
    while let Some((block, successors, at)) = stack.last_mut() {
        match successors.get(*at).copied() {
            Some(next) => {
                *at += 1;
                if !std::mem::replace(&mut seen[next.0 as usize], true) {
                    stack.push((next, body.block(next).end.successors(), 0));
                }
            }
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order.reverse();
    order
}

/// The position of each block in reverse post-order; blocks that nothing leads to come last.
pub fn ranks(body: &Body) -> Vec<usize> {
    let mut rank = vec![usize::MAX; body.blocks.len()];
    for (at, block) in reverse_post_order(body).iter().enumerate() {
        rank[block.0 as usize] = at;
    }
    rank
}

/// The blocks of the loop that goes back to `head` (Aho, Lam, Sethi and Ullman, "Compilers", 9.6.6).
pub fn natural_loop(body: &Body, head: BlockId) -> Vec<bool> {
    let rank = ranks(body);
    let mut predecessors: Vec<Vec<usize>> = vec![vec![]; body.blocks.len()];
    for (at, block) in body.blocks.iter().enumerate().filter(|it| rank[it.0] != usize::MAX) {
        block.end.successors().iter().for_each(|it| predecessors[it.0 as usize].push(at));
    }
    let mut inside = vec![false; body.blocks.len()];
    inside[head.0 as usize] = true;
    let goes_back = |it: &usize| rank[*it] >= rank[head.0 as usize];
    let mut todo: Vec<usize> = predecessors[head.0 as usize].iter().copied().filter(goes_back).collect();
    while let Some(it) = todo.pop() {
        if !std::mem::replace(&mut inside[it], true) {
            todo.extend(&predecessors[it]);
        }
    }
    inside
}

/// The blocks that loops go back to, those of comprehensions among them.
pub fn loop_heads(body: &Body) -> BTreeSet<BlockId> {
    let rank = ranks(body);
    let reached = body.blocks.iter().enumerate().filter(|it| rank[it.0] != usize::MAX);
    let heads = reached.flat_map(|(at, block)| {
        let rank = &rank;
        block.end.successors().into_iter().filter(move |it| rank[at] >= rank[it.0 as usize])
    });
    heads.collect()
}

/// Blocks that more than one edge leads to.
fn join_blocks(body: &Body) -> Vec<bool> {
    let mut edges = vec![0; body.blocks.len()];
    for block in &body.blocks {
        for next in block.end.successors() {
            edges[next.0 as usize] += 1;
        }
    }
    edges.into_iter().map(|it| it > 1).collect()
}
