package io.godwit.demo;

/// A change somebody makes to the shop's code.
public enum ShopChange {
    ORDER_PRIORITY("1-order-priority"),
    DROP_DESCRIPTION("2-drop-description"),
    ONE_REVIEW("3-one-review");

    private final String folder;

    ShopChange(String folder) {
        this.folder = folder;
    }

    /// The folder below `examples/shop/changes` with the changed files and the commit's message.
    public String folder() {
        return folder;
    }
}
