//! Loops that never end: what is open in them stays open.

use super::Run;
use super::state::{Phase, State};
use super::value::Conn;
use crate::facts::{Leak, Loss};
use crate::ir::{BlockId, Body, End};
use crate::source::Span;

impl Run<'_> {
    /// A loop that never ends is an exit: what is open in it and closed nowhere behind it leaks.
    pub(super) fn endless_loops(&mut self, states: &[Vec<State>]) {
        let body = self.body;
        let reached: Vec<bool> = states.iter().map(|it| !it.is_empty()).collect();
        let returns = leads_to(body, &reached, |it| matches!(body.blocks[it].end, End::Return { .. }));
        for head in &body.loops {
            let at = head.0 as usize;
            if returns[at] || states[at].is_empty() || !never_ends(body, *head, &reached) {
                continue;
            }
            let behind = reaches(body, *head);
            for state in &states[at] {
                for (conn, status) in state.conns.clone() {
                    self.record_endless(state, conn, status, &behind, body.block(*head).span);
                }
            }
        }
    }

    fn record_endless(
        &mut self,
        state: &State,
        conn: Conn,
        status: super::state::Status,
        behind: &[bool],
        span: Span,
    ) {
        let open = status.phase == Phase::Open && !status.scoped && self.owes_a_close(status.resource);
        let kept = self.kept(state).contains_key(&conn);
        let closed = self.facts.as_ref().is_some_and(|facts| {
            facts.discharged.iter().any(|(site, block)| {
                *site == conn.site && behind.get(*block as usize).copied().unwrap_or(false)
            })
        });
        let named = self.is_bound(conn);
        if open && !kept && !closed && named {
            let leak = Leak {
                how: Loss::Endless,
                span,
                trail: state.trail.clone(),
                kept: false,
                cold: false,
                merged: state.merged,
            };
            self.record_leak(conn, status, leak);
        }
    }
}

/// The wanted blocks and those from which one of them can be reached, on ways that some path takes.
fn leads_to(body: &Body, reached: &[bool], wanted: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut before: Vec<Vec<usize>> = vec![vec![]; body.blocks.len()];
    for (at, block) in body.blocks.iter().enumerate().filter(|it| reached[it.0]) {
        for next in block.end.successors().into_iter().filter(|it| reached[it.0 as usize]) {
            before[next.0 as usize].push(at);
        }
    }
    let mut found = vec![false; body.blocks.len()];
    let mut todo: Vec<usize> = (0..body.blocks.len()).filter(|at| reached[*at] && wanted(*at)).collect();
    while let Some(at) = todo.pop() {
        if !std::mem::replace(&mut found[at], true) {
            todo.extend(&before[at]);
        }
    }
    found
}

/// Whether no way but an exception leads out of the loop; a handler that ends the process is such a way.
pub(super) fn never_ends(body: &Body, head: BlockId, reached: &[bool]) -> bool {
    let at_head = head.0 as usize;
    let back = leads_to(body, reached, |it| it == at_head);
    let forth = reaches(body, head);
    let unraised = follow(body, head, without_raise);
    let inside = |at: usize| at == at_head || (back[at] && forth[at]);
    let blocks = body.blocks.iter().enumerate();
    let looping = blocks.filter(|(at, _)| *at == at_head || (inside(*at) && reached[*at] && unraised[*at]));
    looping.into_iter().all(|(_, block)| {
        let ways = without_raise(&block.end);
        !ways.is_empty() && ways.iter().all(|it| inside(it.0 as usize) || !reached[it.0 as usize])
    })
}

fn without_raise(end: &End) -> Vec<BlockId> {
    match end {
        End::Fallible { ok, .. } => vec![*ok],
        other => other.successors(),
    }
}

/// Blocks that can be reached from a block in at least one step.
pub fn reaches(body: &Body, from: BlockId) -> Vec<bool> {
    follow(body, from, End::successors)
}

pub(super) fn follow(body: &Body, from: BlockId, ways: impl Fn(&End) -> Vec<BlockId>) -> Vec<bool> {
    let mut found = vec![false; body.blocks.len()];
    let mut todo = ways(&body.block(from).end);
    while let Some(it) = todo.pop() {
        if !std::mem::replace(&mut found[it.0 as usize], true) {
            todo.extend(ways(&body.block(it).end));
        }
    }
    found
}
