use formats::irt::{NamedItem, read_items, write_items};
use proptest::prelude::*;
use psychometrics::model::ItemModel;

fn refusal(text: &str) -> String {
    read_items(text.as_bytes()).expect_err("refused").to_string()
}

/// One item of each model, with parameters that have no short decimal form.
fn one_of_each() -> Vec<NamedItem> {
    let third = 1.0 / 3.0;
    let models = [
        ItemModel::OnePl { difficulty: -third },
        ItemModel::TwoPl { discrimination: third, difficulty: 1e-17 },
        ItemModel::ThreePl { discrimination: 1.7, difficulty: 0.1 + 0.2, guessing: 0.2 },
        ItemModel::FourPl { discrimination: 1.7, difficulty: 999.0, guessing: 0.0, ceiling: 0.98 },
        ItemModel::Gpcm { discrimination: 0.7, steps: vec![0.5, -0.5, third] },
        ItemModel::Pcm { steps: vec![-0.0] },
        ItemModel::Rsm { difficulty: 0.3, offsets: vec![-1.0, 1.0] },
        ItemModel::Grm { discrimination: 2.0, thresholds: vec![-1.0, 0.0, 1.0, 2.0] },
        ItemModel::Nrm { slopes: vec![-0.4, 1.2], intercepts: vec![0.0, -third] },
    ];
    models.into_iter().enumerate().map(|(number, model)| NamedItem { name: format!("item {number}"), model }).collect()
}

#[test]
fn items_of_every_model_are_read_back_to_the_bit() {
    let items = one_of_each();
    let text = write_items(&items);
    let read = read_items(text.as_bytes()).expect("our own file");
    assert_eq!(read, items);
    let zero = |item: &NamedItem| matches!(&item.model, ItemModel::Pcm { steps } if steps[0].is_sign_negative());
    assert!(read.iter().any(zero), "minus zero keeps its sign");
}

#[test]
fn the_same_items_are_read_from_every_spreadsheet() {
    let expected = read_items(b"item,model,a,b,c\nq1,2PL,1.25,-0.5,\nq2,3pl,0.8,1,0.2\nr,Rasch,1,2,\n").expect("plain");
    let variants: [&[u8]; 6] = [
        b"\xef\xbb\xbfitem,model,a,b,c\r\nq1,2PL,1.25,-0.5,\r\nq2,3pl,0.8,1,0.2\r\nr,Rasch,1,2,\r\n",
        b"item;model;a;b;c\nq1;2PL;1,25;-0,5;\nq2;3PL;0,8;1;0,2\nr;1PL;1;2;NA\n;;;;\n",
        b"item\tmodel\ta\tb\tc\n\nq1\t2PL\t1.25\t-0.5\t.\nq2\t3PL\t0.8\t1\t0.2\nr\t1PL\t1\t2\t",
        b"sep=;\r\nc;b;a;model;item\r\n;-0.5;1.25;2PL;\"q1\"\r\n0.2;1;0.8;3PL;q2\r\n;2;;1PL;r\r\n",
        b"ITEM,Model,A,B,C\n q1 , 2PL , 1.25 ,\xe2\x88\x920.5,\nq2,3PL,8e-1,1,0.2\nr,RASCH,,2,\n",
        b"item,model,a,b,c\rq1,2PL,1.25,-0.5,\rq2,3PL,0.8,1,0.2\rr,1PL,,2,\r",
    ];
    for bytes in variants {
        assert_eq!(read_items(bytes).as_ref(), Ok(&expected), "{}", String::from_utf8_lossy(bytes));
    }
    let text = "item,model,b\né,1PL,0\n";
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_items(&utf16), read_items(text.as_bytes()));
    assert_eq!(read_items(b"item,model,b\n\xe9,1PL,0\n"), read_items(text.as_bytes()), "Windows-1252");
}

#[test]
fn each_defect_of_an_item_names_line_column_and_cure() {
    for (text, told) in [
        ("", "the file is empty"),
        ("item,model,b\n", "no row below the header"),
        ("item,b\nq,1\n", "line 1, column `model`: this column is missing (found: item, b)"),
        ("item,model,b,weight\nq,1PL,0,3\n", "line 1, column `weight`: no such column is known here"),
        ("item,model,b,b01\nq,1PL,0,3\n", "line 1, column `b01`"),
        ("item,model,b,B\nq,1PL,0,3\n", "line 1, column `B`: a second column of this name"),
        ("item,model,b,\nq,1PL,0,3\n", "line 1: column 4 has no name"),
        ("item,model,b\nq,1PL,0\n\nq,1PL,1\n", "line 4, column `item`: `q` stood on line 2 already"),
        ("item,model,b\r\n\r\nq,1PL,0\r\n,1PL,1\r\n", "line 4, column `item`: there is no name"),
        ("item,model,b\nq,5PL,0\n", "line 2, column `model`: `5PL` is no model: 1PL"),
        ("item,model,a,b\nq,2PL,1\n", "line 2: 3 cells where the header names 4"),
        ("item,model,a,b\nq,2PL,1,25,0,5\n", "are decimals written with a comma?"),
        ("item,model,a,b\nq,2PL,\"1,25\",0\n", "line 2, column `a`: `1,25` holds a comma"),
        ("item;model;a;b\nq;2PL;1.2;0,5\n", "line 2, column `b`: `0,5` holds a comma"),
        ("item;model;a;b\nq;2PL;1,2;0.5\n", "line 2, column `b`: `0.5` holds a point"),
        ("item,model,a,b\nq,2PL,one,0\n", "line 2, column `a`: `one` is not a number"),
        ("item,model,a,b\nq,2PL,inf,0\n", "line 2, column `a`: `inf` is not a number"),
        ("item,model,a,b\nq,2PL,,0\n", "line 2, column `a`: 2PL needs this parameter"),
        ("item,model,a,b\nq,2PL,-1,0\n", "line 2, column `a`: the discrimination is not positive"),
        ("item,model,a,b\nq,1PL,1.2,0\n", "line 2, column `a`: 1PL has discrimination 1 by definition: leave it blank, or write 2PL"),
        ("item,model,a,b,c\nq,2PL,1,0,0.2\n", "line 2, column `c`: 2PL takes a and b"),
        ("item,model,a,b,c\nq,3PL,1,0,1.2\n", "line 2, column `c`: not 0 <= guessing < ceiling <= 1"),
        ("item,model,a,b1,b2,b3\nq,GRM,1,0,,1\n", "line 2, column `b2`: this is blank and a later one is given"),
        ("item,model,a,b1,b2\nq,GRM,1,1,0\n", "line 2: the thresholds are not strictly ascending"),
        ("item,model,a1,a2,c1,c2\nq,NRM,1,2,0,\n", "line 2: a nominal item needs as many intercepts"),
        ("item,model,b\nq,1PL,1e300\n", "line 2: a parameter is not a finite number of at most 1000"),
        ("item,model,b\n\"q,1PL,0\nr,1PL,0\n", "line 2: a cell holds a line break: is a quote opened here and never closed?"),
    ] {
        assert!(refusal(text).contains(told), "{text:?}\nsays: {}\nnot:  {told}", refusal(text));
    }
    assert!(read_items(b"PK\x03\x04....").expect_err("a spreadsheet").to_string().contains("save it as CSV"));
    assert!(read_items(b"i\0t\0e\0m\0").expect_err("UTF-16").to_string().contains("UTF-8"));
}

#[test]
fn a_file_full_of_defects_is_not_told_in_a_thousand_lines() {
    let text = format!("item,model,b\n{}", "q,9PL,0\n".repeat(1000));
    let told = refusal(&text);
    assert_eq!(told.lines().count(), 21);
    // each row has a wrong model; each but the first repeats its name
    assert!(told.ends_with("and 1979 more"), "{told}");
}

fn cell() -> impl Strategy<Value = f64> {
    prop_oneof![-1000.0..=1000.0, Just(0.0), Just(5e-324), -1.0..1.0]
}

proptest! {
    #[test]
    fn any_item_is_read_back_to_the_bit(
        names in proptest::collection::btree_set("[^\\x00-\\x1f\\u{7f}-\\u{9f}\\s]([^\\x00\\r\\n]{0,8}[^\\x00-\\x1f\\u{7f}-\\u{9f}\\s])?", 3),
        discrimination in 1e-9..1000.0, difficulty in cell(), steps in proptest::collection::vec(cell(), 1..20), slope in 0.1..9.0,
    ) {
        let intercepts = steps.clone();
        // slopes of either sign, no two further apart than a discrimination may be
        let slopes: Vec<f64> = steps.iter().map(|step: &f64| step / 3.0 + slope).collect();
        prop_assume!(slopes.iter().any(|slope| *slope != 0.0));
        let models = [
            ItemModel::TwoPl { discrimination, difficulty }, ItemModel::Gpcm { discrimination, steps }, ItemModel::Nrm { slopes, intercepts },
        ];
        let items: Vec<NamedItem> = names.into_iter().zip(models).map(|(name, model)| NamedItem { name, model }).collect();
        prop_assert_eq!(read_items(write_items(&items).as_bytes()), Ok(items));
    }
}
