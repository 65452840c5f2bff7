package io.muster.x509;

import io.muster.model.Bytes;

/// One extension of a certificate, request, revocation list or entry.
///
/// @param content what the OCTET STRING holds
/// @param value the content, decoded
public record Extension(Oid oid, boolean critical, Bytes content, ExtensionValue value) {}
