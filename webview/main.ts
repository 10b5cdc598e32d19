import './styles.css';
import { App } from './App';
import { connectHost } from './host';
import { restoreViewState } from './state/restoreViewState';
import { Store } from './state/Store';

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no #app');

const host = connectHost((notice) => {
  app.noticed(notice);
});
const store = new Store(restoreViewState(host.savedState()));
store.subscribe((state) => {
  host.saveState(state);
});
const app = new App(root, host, store);
app.start();
