#!/usr/bin/env node
// Runs the TypeScript sources as they are: no build step between a change and the command.
import { register } from 'tsx/esm/api';

register();
await import('../cli/main.ts');
