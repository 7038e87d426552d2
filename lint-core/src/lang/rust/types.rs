//! What types and paths say as text: their names, what is inside of their wrappers, what a future gives.

use crate::ir::Name;

/// An identifier without the `r#` of a raw one.
pub(super) fn name_of(ident: &syn::Ident) -> Name {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text).into()
}

/// The segments of a path, generics left out; a leading `::` is an empty one.
pub(super) fn path_names(path: &syn::Path) -> Vec<Name> {
    let lead = path.leading_colon.is_some().then(|| Name::from(""));
    lead.into_iter().chain(path.segments.iter().map(|it| name_of(&it.ident))).collect()
}

pub(super) fn path_of_type(ty: &syn::Type) -> Option<Vec<Name>> {
    match ty {
        syn::Type::Path(it) if it.qself.is_none() => Some(path_names(&it.path)),
        syn::Type::Reference(it) => path_of_type(&it.elem),
        syn::Type::Paren(it) => path_of_type(&it.elem),
        syn::Type::Group(it) => path_of_type(&it.elem),
        _ => None,
    }
}

/// The type inside `Result`, `Option`, `Arc`, `Box`, `Mutex` and their like, and whether one of them may be empty.
pub(super) fn unwrapped(ty: &syn::Type) -> (&syn::Type, bool) {
    let syn::Type::Path(path) = ty else {
        return match ty {
            syn::Type::Reference(it) => unwrapped(&it.elem),
            syn::Type::Paren(it) => unwrapped(&it.elem),
            _ => (ty, false),
        };
    };
    let Some(last) = path.path.segments.last() else { return (ty, false) };
    let name = last.ident.to_string();
    let is_empty = name.ends_with("Result") || name == "Option";
    let is_wrapper = matches!(
        name.as_str(),
        "Arc"
            | "Rc"
            | "Box"
            | "Pin"
            | "Mutex"
            | "RwLock"
            | "RefCell"
            | "Cell"
            | "OnceCell"
            | "OnceLock"
            | "Cow"
    );
    match first_argument(last) {
        Some(inner) if is_empty || is_wrapper => {
            let (ty, fallible) = unwrapped(inner);
            (ty, fallible || is_empty)
        }
        _ => (ty, is_empty),
    }
}

/// Whether a value of the type is a reference, or may hold one as `Option` and `Result` do.
pub(super) fn is_lent(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Reference(_) => true,
        syn::Type::Paren(it) => is_lent(&it.elem),
        syn::Type::Path(it) => {
            let last = it.path.segments.last();
            let last = last.filter(|it| it.ident == "Option" || it.ident.to_string().ends_with("Result"));
            last.and_then(first_argument).is_some_and(is_lent)
        }
        _ => false,
    }
}

/// What awaiting a value of the type gives: `impl Future<Output = T>`, `Pin<Box<dyn Future<Output = T>>>`,
/// `BoxFuture<'_, T>`.
pub(super) fn future_output(ty: &syn::Type) -> Option<&syn::Type> {
    let bounds = match ty {
        syn::Type::ImplTrait(it) => &it.bounds,
        syn::Type::TraitObject(it) => &it.bounds,
        syn::Type::Paren(it) => return future_output(&it.elem),
        syn::Type::Path(it) => {
            let last = it.path.segments.last()?;
            let inner = first_argument(last)?;
            return match last.ident.to_string().as_str() {
                "Pin" | "Box" => future_output(inner),
                "BoxFuture" | "LocalBoxFuture" => Some(inner),
                _ => None,
            };
        }
        _ => return None,
    };
    bounds.iter().find_map(|bound| {
        let syn::TypeParamBound::Trait(it) = bound else { return None };
        let last = it.path.segments.last().filter(|it| it.ident == "Future")?;
        let syn::PathArguments::AngleBracketed(it) = &last.arguments else { return None };
        it.args.iter().find_map(|it| match it {
            syn::GenericArgument::AssocType(it) if it.ident == "Output" => Some(&it.ty),
            _ => None,
        })
    })
}

/// The first type between the angle brackets of a path's segment.
fn first_argument(segment: &syn::PathSegment) -> Option<&syn::Type> {
    let syn::PathArguments::AngleBracketed(it) = &segment.arguments else { return None };
    it.args.iter().find_map(|it| match it {
        syn::GenericArgument::Type(it) => Some(it),
        _ => None,
    })
}
