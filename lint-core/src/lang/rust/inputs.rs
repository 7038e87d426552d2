//! The parameters of functions and closures.

use syn::{Expr, ReturnType, Stmt};

use super::future::async_block_in;
use super::types::{future_output, name_of, unwrapped};
use crate::ir::Name;

/// The parameters of a function or closure.
#[derive(Default)]
pub(super) struct Inputs<'s> {
    pub(super) all: Vec<Input<'s>>,
    pub(super) takes_self: bool,
    /// No `async fn`, but what it returns has to be awaited all the same.
    pub(super) gives_future: bool,
}

pub(super) struct Input<'s> {
    pub(super) name: Option<Name>,
    pub(super) pattern: Option<&'s syn::Pat>,
    pub(super) ty: Option<&'s syn::Type>,
    pub(super) is_self: bool,
    pub(super) is_reference: bool,
}

impl<'s> Inputs<'s> {
    pub(super) fn of_signature(sig: &'s syn::Signature) -> Inputs<'s> {
        let gives_future = match &sig.output {
            ReturnType::Type(_, ty) => sig.asyncness.is_none() && future_output(ty).is_some(),
            ReturnType::Default => false,
        };
        let mut inputs = Inputs { all: vec![], takes_self: sig.receiver().is_some(), gives_future };
        for it in &sig.inputs {
            inputs.all.push(match it {
                syn::FnArg::Receiver(it) => Input {
                    name: Some("self".into()),
                    pattern: None,
                    ty: None,
                    is_self: true,
                    is_reference: matches!(it.kind, syn::ReceiverKind::Reference(..)),
                },
                syn::FnArg::Typed(it) => Input::typed(&it.pat, Some(&it.ty)),
            });
        }
        inputs
    }

    pub(super) fn of_closure(closure: &'s syn::ExprClosure) -> Inputs<'s> {
        let typed = |it: &'s syn::Pat| match it {
            syn::Pat::Type(it) => Input::typed(&it.pat, Some(&it.ty)),
            it => Input::typed(it, None),
        };
        let tail = match &*closure.body {
            Expr::Block(it) => match it.block.stmts.last() {
                Some(Stmt::Expr(tail, None)) => tail,
                _ => &closure.body,
            },
            body => body,
        };
        let gives_future = closure.asyncness.is_none() && async_block_in(tail).is_some();
        Inputs { all: closure.inputs.iter().map(typed).collect(), takes_self: false, gives_future }
    }
}

impl<'s> Input<'s> {
    fn typed(pattern: &'s syn::Pat, ty: Option<&'s syn::Type>) -> Input<'s> {
        let name = match pattern {
            syn::Pat::Ident(it) => Some(name_of(&it.ident)),
            _ => None,
        };
        let is_reference = matches!(ty, Some(syn::Type::Reference(_)));
        Input { name, pattern: Some(pattern), ty, is_self: false, is_reference }
    }
}

/// Whether a type is a number, a text or a truth.
pub(super) fn is_plain(ty: &syn::Type) -> bool {
    let (ty, _) = unwrapped(ty);
    match ty {
        syn::Type::Path(it) => it.path.get_ident().is_some_and(|it| {
            matches!(
                it.to_string().as_str(),
                "u8" | "u16"
                    | "u32"
                    | "u64"
                    | "u128"
                    | "usize"
                    | "i8"
                    | "i16"
                    | "i32"
                    | "i64"
                    | "i128"
                    | "isize"
                    | "f32"
                    | "f64"
                    | "bool"
                    | "char"
                    | "str"
                    | "String"
            )
        }),
        _ => false,
    }
}
