import '@citolab/qti-components/qti-elements';
import '@citolab/qti-components/qti-interactions';
import '@citolab/qti-components/qti-item';
import '@citolab/qti-components/qti-processing';
import { ITEM } from './item.mjs';

const item = document.createElement('qti-item');
const container = document.createElement('item-container');
container.itemXML = ITEM;
item.append(container);
document.querySelector('main').append(item);
