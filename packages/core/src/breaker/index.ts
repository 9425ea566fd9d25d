export {
  allowsCall,
  type BreakerPolicy,
  CircuitBreaker,
  defaultBreakerPolicy,
  isHeldOpen,
  newBreaker,
  restsUntil,
} from './circuit-breaker.js';
