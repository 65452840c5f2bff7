package io.muster.unit;

/// Where units come from: one file or database that is written to.
public interface Units {

    /// Does `work` in one unit and returns when what it wrote is kept.
    ///
    /// Work may be done more than once, when the database asks for another try: it must do nothing
    /// but read and write through the unit. An exception undoes the unit and is thrown on.
    ///
    /// @throws Unavailable when the database cannot keep it now; nothing of it is kept then
    <T> T write(Work<T> work);

    /// As [#write], after everybody who is in a hurry. Such work takes a few milliseconds: whoever
    /// has more cuts it into several units.
    <T> T writeInBulk(Work<T> work);

    /// What is done in a unit.
    @FunctionalInterface
    interface Work<T> {
        T in(Unit unit);
    }
}
