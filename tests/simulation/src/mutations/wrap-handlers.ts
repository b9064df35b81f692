import type { Module, ModuleEnvironment } from '@microchat/host/module';

// oxlint-disable-next-line typescript/no-explicit-any -- handlers of any service
export type AnyHandler = (request: any, call: any) => Promise<any>;

/** The module with one of its handlers put into another one. */
export function wrapHandler(
  moduleName: string,
  handlerName: string,
  wrap: (handler: AnyHandler) => AnyHandler,
): (module: Module) => Module {
  return (module) => {
    if (module.name !== moduleName) return module;
    return {
      ...module,
      async create(environment: ModuleEnvironment) {
        const running = await module.create(environment);
        const handlers = running.handlers as Readonly<Record<string, AnyHandler>> | undefined;
        const handler = handlers?.[handlerName];
        if (handler === undefined) throw new Error(`${moduleName} has no handler ${handlerName}`);
        return { ...running, handlers: { ...handlers, [handlerName]: wrap(handler) } };
      },
    };
  };
}
