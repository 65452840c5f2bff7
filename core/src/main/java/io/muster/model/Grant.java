package io.muster.model;

/// May: an identity may do something somewhere. A line of authorized_keys, a role binding, a trust
/// policy.
///
/// @param holder who may: an account or, for an SSH key, the key's credential
/// @param right what: `login`, `cluster-admin`, `sts:AssumeRole`
/// @param resource on what: `root@web-3`, `namespace pay`, an ARN
/// @param scope under which restrictions; no facts when unrestricted
/// @param place where that is written
public record Grant(Subject holder, String right, String resource, Facts scope, Place place) {}
