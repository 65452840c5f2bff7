package io.muster.model;

/// What can be sighted: a credential, or an account that has none.
public sealed interface Subject permits CredentialId, Anchor {}
