-- Products of the spring range; treat duplicate keys as updates
BEGIN;

INSERT INTO products (sku, name, summary, body, meta) VALUES
('OR-SS31', 'SS-31 10 mg', 'The heart''s own battery charger',
 '<p>Elamipretide sits on the inner membrane of mitochondria.</p><p>Gives people with heart failure their stairs back.</p>',
 '{"tags": ["energy", "heart failure"], "stock": 40}'::jsonb),
('OR-HUM', 'Humanin 5 mg', 'Twenty-four residues, encoded in mitochondrial DNA',
 '<p>Purity 98 % by HPLC. Keep at -20 °C and protect from light.</p>',
 '{"tags": ["mitochondria"], "stock": 12}'::jsonb),
('OR-5AMQ', '5-amino-1MQ capsules', 'Shrinks fat cells while you sit at your desk',
 '<p>Sixty capsules. One with breakfast, one with lunch.</p>',
 '{"tags": ["nnmt", "slim"], "stock": 0}'::jsonb);

INSERT INTO pages (slug, title, content) VALUES
('shipping', 'Shipping', 'Parcels leave on weekdays. It''s two days to most of Europe.'),
('about', 'About us', 'Started in a garage by two brothers who couldn''t shake off their own back pain, and then did.'),
('notice', 'Notice', 'All products are sold for research purposes.');

UPDATE settings SET value = '3 times a day' WHERE key = 'backup_schedule';
COMMIT;
