/** What `microchat help` prints. */
export const usage = `Usage: microchat <command> [options]

Commands:
  serve    Run the server: everything in one process, with its data in ./data; with the addresses of Cassandra, Kafka
           and Redis in the environment, on those
             --api-port 8080 --gateway-port 8081 --data-dir ./data --gateway-workers 1 ...
             All options and variables: docs/CONFIGURATION.md
  chat     Chat in the terminal with a running server
             --user alice --to bob | --group ID  [--url http://localhost:8080]
  verify   Send canary messages on a running server and check from outside that none is lost, doubled, out of order or
           late; exits with 1 if one was. Ends after --seconds or with Ctrl+C. docs/operations.md
             [--url http://localhost:8080] [--gateway ws://...] [--tokens FILE] [--name canary] [--pairs 2] [--rate 1]
             [--late-ms 5000] [--interval 10] [--seconds N] [--json]
  token    Print an access token of a running server on this machine
             --user alice  [--url http://localhost:8080]
  doctor   Look at configuration, ports, engines and other processes, and say what is wrong and what to do; exits with 1
           if something is. Options and variables as for serve  [--json]
  migrate  Bring Cassandra's schema up to date and create Kafka's topics; options and variables as for serve
  certificates
           Make (or renew) the certificates with which the processes of a deployment know each other
             --dir certificates --host storage,logic+10.0.0.7  [--authority-dir DIR] [--days 365]
  help     Show this text
`;
