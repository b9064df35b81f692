// Loaded into every server process of a local cluster: when the process that runs the cluster is gone, even by SIGKILL,
// its servers go, too, at once, as the engines do.
process.once('disconnect', () => process.exit(1));
