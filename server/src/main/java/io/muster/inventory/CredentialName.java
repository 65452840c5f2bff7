package io.muster.inventory;

/// A credential, as it is named beside something that is about it.
///
/// @param id 64 hexadecimal digits
public record CredentialName(String id, String type, String title) {}
