export {
  type RoutableTool,
  Router,
  type Routing,
  type RoutingRequest,
  type RoutingRule,
  scoreOf,
  type ToolMetrics,
} from './router.js';
