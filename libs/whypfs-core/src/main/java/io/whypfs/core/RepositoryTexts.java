package io.whypfs.core;

import io.whypfs.core.blockstore.ShardFunction;

/** The texts of a new repository's files, as Kubo 0.44 writes them by default. */
final class RepositoryTexts {

    private RepositoryTexts() {}

    /** Canonical JSON: sorted keys, only what matters on disk, no white space. Kubo compares it byte for byte. */
    static String datastoreSpec(ShardFunction shard) {
        return "{\"mounts\":[{\"mountpoint\":\"/blocks\",\"path\":\"blocks\",\"shardFunc\":\"" + shard
                + "\",\"type\":\"flatfs\"},{\"mountpoint\":\"/\",\"path\":\"datastore\",\"type\":\"levelds\"}],"
                + "\"type\":\"mount\"}";
    }

    static String config(ShardFunction shard) {
        return """
                {
                  "Addresses": {
                    "API": "/ip4/127.0.0.1/tcp/5001",
                    "Gateway": "/ip4/127.0.0.1/tcp/8080",
                    "Swarm": []
                  },
                  "Datastore": {
                    "HashOnRead": false,
                    "Spec": {
                      "mounts": [
                        {
                          "mountpoint": "/blocks",
                          "path": "blocks",
                          "prefix": "flatfs.datastore",
                          "shardFunc": "%s",
                          "sync": false,
                          "type": "flatfs"
                        },
                        {
                          "compression": "none",
                          "mountpoint": "/",
                          "path": "datastore",
                          "prefix": "leveldb.datastore",
                          "type": "levelds"
                        }
                      ],
                      "type": "mount"
                    }
                  }
                }
                """.formatted(shard);
    }
}
