import { installFakeHost } from './fakeHost';
import type { Scenario } from './scenario';

declare const scenarioOfTest: Scenario;

installFakeHost(scenarioOfTest);
