package io.godwit.runtime;

/// How to reach a database. Its text form hides the password.
///
/// @param url      the JDBC address, for example `jdbc:postgresql://host:5432/shop`
/// @param user     the role to connect as; empty for the driver's default
/// @param password the role's password; empty if none is needed
public record DatabaseSettings(String url, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", password=" + (password.isEmpty() ? "" : "[hidden]")
                + "]";
    }
}
