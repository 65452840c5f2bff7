package io.muster.api;

import java.util.List;

/// What a source that is made by API may look at: no more than the configuration file allows.
public interface TargetScope {

    /// Where a person would change it: the path of the configuration file.
    String file();

    /// @throws io.muster.http.Refused naming the first target that lies outside, or points at
    ///   nothing
    void check(List<String> targets);
}
