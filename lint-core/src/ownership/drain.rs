//! Loops that empty a container: `while not pool.empty(): pool.get().close()`.
//!
//! A container stands for any number of connections, so taking one out of it leaves it as it was, and a path
//! that goes round the loop less often than there are connections cannot be told from the real ones.
//! What such a loop takes out and closes is therefore taken to be off our hands where the loop is left.

use std::collections::BTreeMap;

use super::Run;
use super::state::{Phase, State};
use super::value::{Conn, Value};
use crate::dataflow::natural_loop;
use crate::ir::BlockId;

impl Run<'_> {
    /// A value was taken out of a container.
    pub(super) fn note_taken(&mut self, value: &Value) {
        let taken = self.direct(value);
        self.taken.extend(taken.iter().map(|it| it.site));
    }

    /// What was taken out of a container is closed: the loops around empty it.
    pub(super) fn note_drained(&mut self, conn: Conn, block: u32) {
        if !self.taken.contains(&conn.site) {
            return;
        }
        for head in &self.body.loops {
            if self.natural_loops()[head][block as usize] {
                self.drained.entry(*head).or_default().insert(conn.site);
            }
        }
    }

    /// The blocks of each loop, worked out when the first container is emptied.
    fn natural_loops(&self) -> &BTreeMap<BlockId, Vec<bool>> {
        self.loops.get_or_init(|| {
            self.body.loops.iter().map(|head| (*head, natural_loop(self.body, *head))).collect()
        })
    }

    /// On the way out of a loop that empties a container nothing can be said of what is still in there.
    pub(super) fn leave_loops(&self, block: BlockId, after: &mut [(BlockId, State)]) {
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
