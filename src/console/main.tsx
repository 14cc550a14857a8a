import { render } from 'preact';
import { App } from './ui/app.tsx';
import './ui/console.css';

const root = document.getElementById('app');
if (root) render(<App />, root);
