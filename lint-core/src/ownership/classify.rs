//! Whose the connections of a call are: the caller's, an owner's, or somebody's that keeps them elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Run;
use super::state::State;
use super::translate::Mapping;
use super::value::{Conn, ObjId, Step, Sym, Value};
use crate::facts::SiteKind;
use crate::ir::{ClassId, Root};

impl Run<'_> {
    /// Says what the connections of a call are: returned to us, held by an owner, or put somewhere else.
    pub(super) fn classify(&mut self, state: &State, mapping: &Mapping<'_>, value: &Value, bases: &[Value]) {
        let mut ways: BTreeMap<Conn, Vec<(ClassId, Step)>> = BTreeMap::new();
        let is_instance = |it: &&Value| matches!(it, Value::Obj(id) if state.heap.get(id).is_some_and(|it| it.class.is_some()));
        // What an object of the caller's holds, if only in a container, it owns, even if the callee returns it too.
        let instances = mapping.values.iter().filter(is_instance);
        for it in instances.chain(bases.iter().filter(|it| matches!(it, Value::Obj(_)))) {
            owners(state, it, &mut ways);
        }
        let mut elsewhere = BTreeSet::new();
        // An object that a field of the caller's or a global keeps is the caller's all the same: `self.link.connect()`.
        let is_own = |it: &&Value| is_instance(it) && mapping.values.contains(it);
        let of_self = |(sym, _): &(Sym, Step)| sym.root == Root::Param(0) && sym.steps.is_empty();
        for (place, it) in &state.writes {
            let is_lent = mapping.values.iter().any(|it| matches!(it, Value::Sym(sym) if **sym == place.0));
            match self.keeper(&place.0).filter(|_| is_lent) {
                Some((_, class)) => {
                    let mut inner = BTreeMap::new();
                    owners(state, it, &mut inner);
                    for (conn, rest) in inner {
                        let way = std::iter::once((class, place.1.clone())).chain(rest).collect();
                        ways.entry(conn).or_insert(way);
                    }
                }
                None if self.is_method() && of_self(place) && is_own(&it) => {}
                None => self.reach_shared(state, it, &mut elsewhere),
            }
        }
        for it in state.roots.values() {
            for it in it.alternatives().iter().filter(|it| !is_own(it)) {
                self.reach_shared(state, it, &mut elsewhere);
            }
        }
        owners(state, value, &mut ways);
        for conn in mapping.conns.values() {
            let kind = match ways.get(conn) {
                _ if elsewhere.contains(conn) => SiteKind::Foreign,
                Some(way) if way.is_empty() => SiteKind::Factory(mapping.callee),
                Some(way) => SiteKind::Owner(way.clone()),
                None => SiteKind::Foreign,
            };
            let is_recording = self.is_recording();
            let site = &mut self.sites[conn.site.0 as usize];
            let demotes = matches!(kind, SiteKind::Foreign) && !matches!(site.kind, SiteKind::Foreign);
            if !(demotes && is_recording && matches!(site.kind, SiteKind::Owner(_))) {
                site.kind = kind;
            }
        }
    }
}

/// The ways from a value to the connections that instances of project classes hold.
pub(super) fn owners(state: &State, value: &Value, ways: &mut BTreeMap<Conn, Vec<(ClassId, Step)>>) {
    if !state.conns.is_empty() {
        Ways { state, way: vec![], ways, seen: vec![] }.follow(value, 8);
    }
}

struct Ways<'a> {
    state: &'a State,
    /// From the value to where the search is.
    way: Vec<(ClassId, Step)>,
    ways: &'a mut BTreeMap<Conn, Vec<(ClassId, Step)>>,
    /// Objects that were looked into, with how many steps were left.
    seen: Vec<(ObjId, usize)>,
}

impl Ways<'_> {
    fn follow(&mut self, value: &Value, depth: usize) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Conn(conn) | Value::Part(conn, _) => {
                self.ways.entry(*conn).or_insert_with(|| self.way.clone());
            }
            Value::Obj(id) => {
                if self.seen.iter().any(|it| it.0 == *id && it.1 >= depth) {
                    return;
                }
                self.seen.push((*id, depth));
                let Some(object) = self.state.heap.get(id) else { return };
                for (step, it) in &object.fields {
                    let n_steps = self.way.len();
                    self.way.extend(object.class.map(|class| (class, step.clone())));
                    self.follow(it, depth - 1);
                    self.way.truncate(n_steps);
                }
            }
            Value::Any(all) => all.iter().for_each(|it| self.follow(it, depth - 1)),
            Value::Bound(it, _) | Value::Closing(it) | Value::Pairs(it) => self.follow(it, depth - 1),
            _ => {}
        }
    }
}
