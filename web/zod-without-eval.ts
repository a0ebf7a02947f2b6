import { config } from 'zod';

// Our security policy forbids making code from text; without this every visit would try it and log a violation.
config({ jitless: true });
