//! Loops that empty a container: `while not pool.empty(): pool.get().close()`.
//!
//! A container stands for any number of connections, so taking one out of it leaves it as it was, and a path
//! that goes round the loop less often than there are connections cannot be told from the real ones.
//! What such a loop takes out and closes is therefore taken to be off our hands where the loop is left; of a container
//! that came from elsewhere the closing is an event of each way out.

use std::collections::BTreeMap;

use super::Run;
use super::state::{Event, Fact, Phase, State};
use super::value::{Conn, Point, Sym, Value};
use crate::dataflow::{loop_heads, natural_loop};
use crate::ir::BlockId;

impl Run<'_> {
    /// A value was taken out of a container, which may be empty then.
    pub(super) fn note_taken(&mut self, state: &mut State, container: &Value, value: &Value, at: Point) {
        match container {
            Value::Obj(id) => {
                if let Some(it) = state.heap.get_mut(id) {
                    it.taken_from = true;
                }
            }
            Value::Sym(sym) => {
                if state.facts.contains_key(&**sym) {
                    state.facts.insert((**sym).clone(), Fact { stale: true, ..Fact::default() });
                }
                if let Value::Sym(element) = value {
                    self.taken_places.entry((**element).clone()).or_default().insert(at.block);
                }
            }
            _ => {}
        }
        for it in self.direct(value) {
            self.taken.entry(it.site).or_default().insert(at.block);
        }
    }

    /// What was taken out of a container is closed: the innermost loop around the taking empties it.
    ///
    /// A loop around that one says nothing of the container, and may be left before its first turn.
    pub(super) fn note_drained(&mut self, conn: Conn, block: u32) {
        let Some(taken) = self.taken.get(&conn.site) else { return };
        let emptying = taken.iter().filter_map(|it| self.innermost_loop(*it));
        let around: Vec<BlockId> = emptying.filter(|it| self.natural_loops()[it][block as usize]).collect();
        for head in around {
            self.drained.entry(head).or_default().insert(conn.site);
        }
    }

    /// The same for what was taken out of a container that came from elsewhere.
    pub(super) fn note_drained_place(&mut self, event: &Event) {
        let leads = |it: &Sym| it.root == event.sym.root && event.sym.steps.starts_with(&it.steps);
        let places = self.taken_places.iter().filter(|it| leads(it.0));
        let emptying = places.flat_map(|it| it.1).filter_map(|it| self.innermost_loop(*it));
        let here = self.here.0 as usize;
        let around: Vec<BlockId> = emptying.filter(|it| self.natural_loops()[it][here]).collect();
        for head in around {
            let events = self.drained_places.entry(head).or_default();
            if event.awaited {
                events.remove(&Event { awaited: false, ..event.clone() });
            }
            if event.awaited || !events.contains(&Event { awaited: true, ..event.clone() }) {
                events.insert(event.clone());
            }
        }
    }

    /// The smallest loop that a block lies in, by the block that it goes back to.
    pub(super) fn innermost_loop(&self, block: u32) -> Option<BlockId> {
        let around = self.natural_loops().iter().filter(|it| it.1[block as usize]);
        around.min_by_key(|it| it.1.iter().filter(|it| **it).count()).map(|it| *it.0)
    }

    /// The blocks of each loop, worked out when the first container is emptied.
    pub(super) fn natural_loops(&self) -> &BTreeMap<BlockId, Vec<bool>> {
        self.loops.get_or_init(|| {
            let heads = loop_heads(self.body).into_iter();
            heads.map(|head| (head, natural_loop(self.body, head))).collect()
        })
    }

    /// On the way out of a loop that empties a container nothing can be said of what is still in there.
    pub(super) fn leave_loops(&self, block: BlockId, after: &mut [(BlockId, State)]) {
        for (head, events) in &self.drained_places {
            let inside = &self.natural_loops()[head];
            if inside[block.0 as usize] {
                let left = after.iter_mut().filter(|it| !inside[it.0.0 as usize]);
                left.for_each(|(_, state)| state.events.extend(events.iter().cloned()));
            }
        }
        for (head, sites) in &self.drained {
            let inside = &self.natural_loops()[head];
            if !inside[block.0 as usize] {
                continue;
            }
            for (next, state) in after.iter_mut().filter(|it| !inside[it.0.0 as usize]) {
                let next = next.0 as usize;
                let held = |conn: &Conn| {
                    state.env.iter().any(|it| *it.1 == Value::Conn(*conn) && self.live.is_live(next, *it.0))
                };
                let left: Vec<Conn> = state
                    .conns
                    .iter()
                    .filter(|(conn, it)| it.phase == Phase::Open && sites.contains(&conn.site) && !held(conn))
                    .map(|it| *it.0)
                    .collect();
                for conn in left {
                    if let Some(status) = state.conns.get_mut(&conn) {
                        status.phase = Phase::Maybe;
                    }
                }
            }
        }
    }
}
