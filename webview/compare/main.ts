import '../styles.css';
import '../styles/compare.css';
import { ComparePage } from './ComparePage';
import { connectCompareHost } from './connectCompareHost';

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no #app');

const host = connectCompareHost((notice) => {
  page.noticed(notice);
});
const page = new ComparePage(root, host);
page.start();
