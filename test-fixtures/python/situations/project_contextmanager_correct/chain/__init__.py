from chain.session import session
