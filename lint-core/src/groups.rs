//! Things that belong together, as disjoint sets (union-find with path halving: Tarjan and van Leeuwen, 1984).

#[derive(Debug)]
pub struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// `n` things, each a group of its own.
    pub fn new(n: usize) -> Groups {
        Groups { parent: (0..n as u32).collect() }
    }

    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first_of(a), self.first_of(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }

    /// The group of each thing: the number of the first that belongs to it.
    pub fn numbers(mut self) -> Vec<u32> {
        (0..self.parent.len() as u32).map(|it| self.first_of(it)).collect()
    }

    fn first_of(&mut self, mut it: u32) -> u32 {
        while self.parent[it as usize] != it {
            self.parent[it as usize] = self.parent[self.parent[it as usize] as usize];
            it = self.parent[it as usize];
        }
        it
    }
}
