// A worker does not inherit how its parent loads TypeScript: it registers the loader for itself.
import { register } from 'tsx/esm/api';

register();
await import('./pdf-thread.ts');
